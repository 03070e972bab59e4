; test form-coroutines
; about a slot of fixed size moves before the coroutine begins, where CoroSplit finds it
declare void @anywarp.suspend()
declare void @use(ptr)

define void @k.thread(ptr %thread, i32 %n) {
entry:
  %slot = alloca [4 x i32], align 4
  call void @anywarp.suspend()
  call void @use(ptr %slot)
  ret void
}

; check: coro.entry:
; nextln: $V = alloca [4 x i32], align 4
; nextln: call token @llvm.coro.id
; check: entry:
; nextln: call i8 @llvm.coro.suspend
