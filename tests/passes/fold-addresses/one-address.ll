; test place-globals, fold-addresses
; about after folding, the address of data is read once and offsets from it are constants
@image_base = external addrspace(1) global ptr
@a = internal global i32 1, align 4
@b = internal global i32 2, align 4

define ptr @anywarp_image() alwaysinline {
  %p = load ptr, ptr addrspace(1) @image_base, align 4
  ret ptr %p
}

define i32 @f() {
  %x = load i32, ptr @a, align 4
  %y = load i32, ptr @b, align 4
  %s = add i32 %x, %y
  ret i32 %s
}

; not: anywarp_image
; check: define i32 @f()
; nextln: $(base=$V) = load ptr, ptr addrspace(1) @image_base, align 4
; not: @image_base
; check: load i32, ptr $base, align 4
; not: @image_base
; check: load i32, ptr $V, align 4
