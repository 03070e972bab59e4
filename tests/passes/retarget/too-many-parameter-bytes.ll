; test retarget
; about CUDA allows 32764 bytes of parameters
define ptx_kernel void @k(i32 %a, ptr byval([32764 x i8]) align 1 %p) {
  ret void
}

; expect
; error: kernel `k` has 32768 bytes of parameters [AW2001]
;   note: CUDA allows 32764 bytes; pass a pointer to a structure in device memory instead
