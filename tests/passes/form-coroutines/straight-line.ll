; test form-coroutines
; about a barrier in a straight line: the thread function becomes a ramp that gives its handle, and goes on when resumed
declare void @anywarp_arrive_barrier(ptr)
declare void @anywarp.suspend()

define void @k.thread(ptr %thread, i32 %parameters) {
  %p = inttoptr i32 %parameters to ptr
  store i32 1, ptr %p, align 4
  call void @anywarp_arrive_barrier(ptr %thread)
  call void @anywarp.suspend()
  store i32 2, ptr %p, align 4
  ret void
}

; check: define ptr @k.thread(ptr %0, i32 %1) #$(group=\d+)
; check: $(id=$V) = call token @llvm.coro.id(i32 16, ptr null, ptr null, ptr null)
; nextln: $(bytes=$V) = call i32 @llvm.coro.size.i32()
; nextln: $(memory=$V) = call ptr @anywarp_frame_allocate(i32 $bytes)
; nextln: $(handle=$V) = call ptr @llvm.coro.begin(token $id, ptr $memory)
; check: coro.finish:
; nextln: call void @anywarp_exit(ptr %0)
; nextln: $(last=$V) = call i8 @llvm.coro.suspend(token none, i1 true)
; nextln: switch i8 $last, label %coro.suspend [
; nextln: i8 0, label %coro.never
; nextln: i8 1, label %coro.cleanup
; check: coro.suspend:
; nextln: call void @llvm.coro.end(ptr $handle, i1 false, token none)
; nextln: ret ptr $handle
; check: store i32 1, ptr %p, align 4
; nextln: call void @anywarp_arrive_barrier(ptr %0)
; nextln: $(why=$V) = call i8 @llvm.coro.suspend(token none, i1 false)
; nextln: switch i8 $why, label %coro.suspend [
; nextln: i8 0, label %resumed
; nextln: i8 1, label %coro.cleanup
; check: resumed:
; nextln: store i32 2, ptr %p, align 4
; nextln: br label %coro.finish
; check: attributes #$group = { nounwind presplitcoroutine "no-builtins"
; not: call void @anywarp.suspend
