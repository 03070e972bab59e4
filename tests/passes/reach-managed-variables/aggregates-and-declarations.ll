; test reach-managed-variables
; about constants with several addresses are put together; a declared variable stays declared
target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@x = addrspace(1) externally_initialized global i32 5, section ".bss.anywarp_managed", align 4
@y = external addrspace(1) global i32, section ".bss.anywarp_managed", align 4

define void @f(ptr %out) {
  store { ptr addrspace(1), i32, ptr addrspace(1) } { ptr addrspace(1) @x, i32 7, ptr addrspace(1) @y }, ptr %out, align 8
  ret void
}

; check: @y = external addrspace(1) global ptr addrspace(1), section
; check: define void @f
; check: $(x=$V) = load ptr addrspace(1), ptr addrspace(1) @x
; check: insertvalue
; check: $(y=$V) = load ptr addrspace(1), ptr addrspace(1) @y
; check: $(all=$V) = insertvalue
; check: $all, ptr %out
