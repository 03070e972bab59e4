; test retarget, vectorize-warps, form-coroutines, prepare-coroutines, keep-results, split-coroutines, form-regions, emit-entries
; about kernels in planes that meet have programs for rows of 16 and of 32 threads; the launch chooses
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.tid.y()

define ptx_kernel void @k(ptr %p) {
  %x = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %y = call i32 @llvm.nvvm.read.ptx.sreg.tid.y()
  %row = getelementptr [64 x float], ptr %p, i32 %y
  %a = getelementptr float, ptr %row, i32 %x
  %v = load float, ptr %a, align 4
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %d = fadd float %v, %v
  store float %d, ptr %a, align 4
  ret void
}

; check: load <16 x float>
; check: load <32 x float>
; check: call void @anywarp_run_group_regions
; sameln: ptr @k.aligned.thread.start
; sameln: ptr @k.wide.thread.start
; sameln: ptr @k.any.thread.start
