; test retarget, vectorize-warps, form-coroutines, prepare-coroutines, keep-results, split-coroutines, form-regions
; about what follows a barrier is a loop over groups of its own; nobody tells the schedule of coroutines anything
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %a = getelementptr i32, ptr %p, i32 %t
  store i32 %i, ptr %a, align 4
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %next = add i32 %i, 1
  %c = icmp slt i32 %next, %n
  br i1 %c, label %loop, label %out
out:
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
