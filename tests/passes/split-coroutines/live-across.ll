; test form-coroutines, split-coroutines
; about what is used after the barrier is in the frame, what is not used again is not
declare void @anywarp.suspend()
declare i32 @make(i32)
declare void @use(i32)

define void @k.thread(ptr %thread, i32 %n) {
  %live = call i32 @make(i32 %n)
  %dead = call i32 @make(i32 %live)
  call void @use(i32 %dead)
  call void @anywarp.suspend()
  call void @use(i32 %live)
  ret void
}

; check: %k.thread.Frame = type { ptr, ptr, ptr, i32, i1 }
; check: define ptr @k.thread(ptr %0, i32 %1)
; check: $(frame=$V) = call ptr @anywarp_frame_allocate(i32 20)
; check: store ptr @k.thread.resume
; check: %live = call i32 @make(i32 %1)
; check: store i32 %live, ptr %live.spill.addr, align 4
; check: ret ptr $frame
; check: define internal fastcc void @k.thread.resume(
; check: %live.reload = load i32, ptr %live.reload.addr
; check: call void @use(i32 %live.reload)
; check: call void @anywarp_exit(
