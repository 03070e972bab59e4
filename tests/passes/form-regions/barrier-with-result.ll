; test retarget, vectorize-warps, form-coroutines, prepare-coroutines, keep-results, split-coroutines, form-regions
; about groups that a barrier counts stay coroutines
declare i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32, i1)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp slt i32 %t, 5
  %n = call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %c)
  %a = getelementptr i32, ptr %p, i32 %t
  store i32 %n, ptr %a, align 4
  ret void
}

; check: @k.aligned.thread.resume(
; not: @k.aligned.thread.region0
