; test retarget
; about a barrier is told to the runtime, ends the thread's turn, and has its result when the thread goes on
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare void @llvm.nvvm.barrier.cta.sync.aligned.count(i32, i32)
declare i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32, i1)
declare i1 @llvm.nvvm.barrier.cta.red.and.aligned.all(i32, i1)
declare void @llvm.nvvm.barrier.cta.arrive.aligned.count(i32, i32)

define ptx_kernel void @k(ptr %out, i1 %p) {
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 3, i32 64)
  %n = call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %p)
  store i32 %n, ptr %out, align 4
  %a = call i1 @llvm.nvvm.barrier.cta.red.and.aligned.all(i32 0, i1 %p)
  call void @llvm.nvvm.barrier.cta.arrive.aligned.count(i32 1, i32 32)
  br i1 %a, label %then, label %end
then:
  store i32 0, ptr %out, align 4
  br label %end
end:
  ret void
}

; check: call void @anywarp_arrive_barrier(ptr %0, i32 0, i32 0, i32 0, i32 0)
; nextln: call void @anywarp.suspend()
; nextln: call void @anywarp_arrive_barrier(ptr %0, i32 3, i32 64, i32 0, i32 0)
; nextln: call void @anywarp.suspend()
; nextln: $(flag=$V) = zext i1 $V to i32
; nextln: call void @anywarp_arrive_barrier(ptr %0, i32 0, i32 0, i32 1, i32 $flag)
; nextln: call void @anywarp.suspend()
; nextln: $(count=$V) = call i32 @anywarp_result(ptr %0)
; nextln: store i32 $count, ptr $V, align 4
; check: call void @anywarp_arrive_barrier(ptr %0, i32 0, i32 0, i32 2, i32 $V)
; nextln: call void @anywarp.suspend()
; nextln: $(all=$V) = call i32 @anywarp_result(ptr %0)
; nextln: icmp ne i32 $all, 0
; nextln: call void @anywarp_signal_barrier(ptr %0, i32 1, i32 32)
; not: call void @anywarp.suspend
