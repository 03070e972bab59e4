; test link-math-library
; about a module that calls none of its functions does not get the library
define ptx_kernel void @k(ptr %p) {
  store float 1.0, ptr %p, align 4
  ret void
}

; not: __nv_
; check: @k
; not: __nv_
