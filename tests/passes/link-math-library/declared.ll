; test link-math-library, internalize-functions, drop-unused
; about what the module declares is defined; the rest of the library leaves again
declare float @__nv_saturatef(float)

define ptx_kernel void @k(ptr %p, float %x) {
  %y = call float @__nv_saturatef(float %x)
  store float %y, ptr %p, align 4
  ret void
}

; not: @__nv_sinf
; not: declare float @__nv_saturatef
; check: define internal $(=.*)float @__nv_saturatef(float
; not: @__nv_sinf
