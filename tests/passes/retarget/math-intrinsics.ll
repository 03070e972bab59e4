; test link-intrinsic-functions, drop-unused, retarget
; about intrinsics that wasm has no instruction for are functions of the math library, others stay
declare float @llvm.fma.f32(float, float, float)
declare float @llvm.sqrt.f32(float)
declare float @llvm.nvvm.add.rz.f(float, float)

define ptx_kernel void @k(ptr %p, float %x) {
  %a = call float @llvm.fma.f32(float %x, float %x, float 1.0)
  %b = call float @llvm.sqrt.f32(float %a)
  %c = call float @llvm.nvvm.add.rz.f(float %b, float %x)
  store float %c, ptr %p, align 4
  ret void
}

; check: void @k.thread
; check: $(a=$V) = call float @__anywarp_fma_f32(float $V, float $V, float 1.000000e+00)
; nextln: $(b=$V) = call float @llvm.sqrt.f32(float $a)
; nextln: call float @__nv_fadd_rz(float $b, float $V)
