; test form-coroutines
; about a function that cannot be inlined is a coroutine of its own, which its caller resumes until it is done
declare void @anywarp.suspend()

define internal i32 @recurse(i32 %n) {
entry:
  %end = icmp eq i32 %n, 0
  br i1 %end, label %stop, label %go
stop:
  ret i32 0
go:
  call void @anywarp.suspend()
  %less = sub i32 %n, 1
  %x = call i32 @recurse(i32 %less)
  %y = add i32 %x, %n
  ret i32 %y
}

define void @k.thread(ptr %thread, i32 %n) {
  %x = call i32 @recurse(i32 %n)
  %p = inttoptr i32 %x to ptr
  store i32 %x, ptr %p, align 4
  ret void
}

; check: define internal ptr @recurse(ptr %0, i32 %1)
; not: anywarp_exit
; check: $(slot=$V) = alloca i32, align 16
; nextln: $(id=$V) = call token @llvm.coro.id
; check: $(own=$V) = call ptr @llvm.coro.begin
; check: coro.cleanup:
; nextln: $(memory=$V) = call ptr @llvm.coro.free(token $id, ptr $own)
; nextln: call void @anywarp_frame_free(ptr $memory)
; nextln: br label %coro.suspend
; check: stop:
; nextln: store i32 0, ptr %0, align 1
; nextln: br label %coro.finish
; check: $(handle=$V) = call ptr @recurse(ptr $slot, i32 $V)
; nextln: br label %nested.turn
; check: nested.turn:
; nextln: $(done=$V) = call i1 @llvm.coro.done(ptr $handle)
; nextln: br i1 $done, label %nested.done, label %nested.wait
; check: nested.wait:
; nextln: $(why=$V) = call i8 @llvm.coro.suspend(token none, i1 false)
; nextln: switch i8 $why, label %coro.suspend [
; nextln: i8 0, label %nested.again
; check: nested.again:
; nextln: call void @llvm.coro.resume(ptr $handle)
; nextln: br label %nested.turn
; check: nested.done:
; nextln: call void @llvm.coro.destroy(ptr $handle)
; nextln: $(x=$V) = load i32, ptr $slot, align 1
; check: $(y=$V) = add i32 $x, %1
; nextln: store i32 $y, ptr %0, align 1
; check: define ptr @k.thread(
; check: $(result=$V) = alloca i32, align 16
; check: call ptr @recurse(ptr $result, i32 %1)
; check: $(sum=$V) = load i32, ptr $result, align 1
; check: store i32 $sum, ptr $V, align 4
