; test form-coroutines
; about a thread that returns early exits like one that returns at the end: both tell the scheduler and suspend for good
declare void @anywarp.suspend()

define void @k.thread(ptr %thread, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %early, label %go
early:
  ret void
go:
  call void @anywarp.suspend()
  ret void
}

; check: coro.finish:
; sameln: preds = %resumed, %early
; nextln: call void @anywarp_exit(ptr %0)
; nextln: call i8 @llvm.coro.suspend(token none, i1 true)
; check: early:
; nextln: br label %coro.finish
; check: call i8 @llvm.coro.suspend(token none, i1 false)
; check: resumed:
; nextln: br label %coro.finish
; not: ret void
