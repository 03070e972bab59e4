; test link-math-library, internalize-functions, drop-unused
; about a function that the library does not have stays undefined, for `retarget` to report if it is reached
declare float @__nv_no_such_function(float)

define ptx_kernel void @k(ptr %p, float %x) {
  %y = call float @__nv_no_such_function(float %x)
  store float %y, ptr %p, align 4
  ret void
}

; check: declare float @__nv_no_such_function(float)
; check: call float @__nv_no_such_function(float %x)
