; test retarget, vectorize-warps, form-coroutines, prepare-coroutines, keep-results, split-coroutines, form-regions
; about one barrier outside of loops has a region too, though nothing reads where a group goes on
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %a = getelementptr i32, ptr %p, i32 %t
  store i32 1, ptr %a, align 4
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %b = getelementptr i32, ptr %a, i32 1000
  store i32 %t, ptr %b, align 4
  ret void
}

; check: define internal void @k.aligned.thread.resumed(ptr %0, i1 %1)
; check: define internal i32 @k.aligned.thread.begin(ptr %0, i32 %1)
; check: define internal i32 @k.aligned.thread.start(ptr %0, i32 %1, i32 %2)
; check: call i32 @anywarp_start_groups(ptr %0, i32 %1, i32 %2, ptr @k.aligned.thread.begin, i32 1)
; check: define internal i32 @k.aligned.thread.step(ptr %0, i32 %1, i32 %2, i32 %3)
; check: call i32 @k.aligned.thread.loop0(ptr %0, i32 %1, i32 %2)
; check: define internal i32 @k.aligned.thread.region0(ptr %0)
; check: call void @k.aligned.thread.resumed(ptr %0, i1 false)
; check: define internal i32 @k.aligned.thread.loop0(ptr %0, i32 %1, i32 %2)
; check: call i32 @anywarp_run_region(ptr %0, i32 %1, i32 %2, ptr @k.aligned.thread.region0, i32 1)
; not: call void @anywarp_group_at_plain_barrier
; not: call void @anywarp_exit
; not: @k.aligned.thread.resume(
; not: @k.aligned.thread.destroy(
