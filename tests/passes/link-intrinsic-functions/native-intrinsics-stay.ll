; test link-intrinsic-functions
; about an intrinsic that wasm has an instruction for, and one that is declared but not called, need nothing
declare float @llvm.sqrt.f32(float)
declare float @llvm.fma.f32(float, float, float)

define ptx_kernel void @k(ptr %p, float %x) {
  %a = call float @llvm.sqrt.f32(float %x)
  store float %a, ptr %p, align 4
  ret void
}

; not: @__
; check: call float @llvm.sqrt.f32(float %x)
; not: @__
