; test keep-global-loads
; about the load of a wasm global of which only a half is used stays a load of all its bytes; other loads stay as they are
target datalayout = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
target triple = "wasm32-unknown-unknown"

@memory_base = external addrspace(1) constant i64

define i32 @high(ptr %p) {
  %base = load i64, ptr addrspace(1) @memory_base, align 8
  %shifted = lshr i64 %base, 32
  %half = trunc i64 %shifted to i32
  %other = load i32, ptr %p, align 4
  %sum = add i32 %half, %other
  ret i32 %sum
}

; check: %base = load volatile i64, ptr addrspace(1) @memory_base
; check: %other = load i32, ptr %p
