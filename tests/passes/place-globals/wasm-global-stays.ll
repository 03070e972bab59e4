; test place-globals
; about a variable of address space 1 is wasm's own global, not memory
@current = internal addrspace(1) global ptr null
@x = internal global i32 4, align 4

define ptr @f() {
  %t = load ptr, ptr addrspace(1) @current, align 4
  ret ptr %t
}

; check: @current = internal addrspace(1) global ptr null
; not: @x
; check: load ptr, ptr addrspace(1) @current
; check: data: [04 00 00 00], 0 zeros, aligned to 16
