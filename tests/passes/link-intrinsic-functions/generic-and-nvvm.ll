; test link-intrinsic-functions, drop-unused
; about the functions that intrinsics will become are defined and visible until `retarget` calls them; the calls stay
declare double @llvm.fma.f64(double, double, double)
declare float @llvm.nvvm.sin.approx.f(float)

define ptx_kernel void @k(ptr %p, double %x, float %y) {
  %a = call double @llvm.fma.f64(double %x, double %x, double %x)
  %b = call float @llvm.nvvm.sin.approx.f(float %y)
  store double %a, ptr %p, align 8
  store float %b, ptr %p, align 4
  ret void
}

; not: @__nv_tanf(
; check: call double @llvm.fma.f64(
; nextln: $V = call float @llvm.nvvm.sin.approx.f(
; not: @__nv_tanf(
; unordered: define weak dso_local double @__anywarp_fma_f64(double
; unordered: define dso_local float @__nv_fast_sinf(float
