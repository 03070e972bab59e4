; test internalize-functions, optimize-nvvm
; about two equal calls of a function that reads no memory become one although a store stands between them and both are
; inlined, with a branch each; of a function that reads memory they stay two
define linkonce_odr float @pure(float %x) {
entry:
  %c = fcmp ogt float %x, 1.0
  br i1 %c, label %a, label %b
a:
  %y = fmul float %x, %x
  br label %b
b:
  %r = phi float [ %y, %a ], [ 2.0, %entry ]
  ret float %r
}

define ptx_kernel void @k(float %x, ptr %p, ptr %q) {
  %a = call float @pure(float %x)
  store float %a, ptr %p, align 4
  %b = call float @pure(float %x)
  store float %b, ptr %q, align 4
  ret void
}

; check: void @k(
; check: fcmp
; not: fcmp
