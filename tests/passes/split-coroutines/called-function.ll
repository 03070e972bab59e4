; test mark-suspending-functions, inline-marked-functions, form-coroutines, split-coroutines
; about a barrier in a called function is one of the kernel's own suspensions, and the function is gone
declare void @anywarp.suspend()
declare void @use(i32)

define internal i32 @wait_and_add(i32 %n) noinline {
  call void @anywarp.suspend()
  %m = add i32 %n, 1
  ret i32 %m
}

define void @k.thread(ptr %thread, i32 %n) {
  %a = call i32 @wait_and_add(i32 %n)
  %b = call i32 @wait_and_add(i32 %a)
  call void @use(i32 %b)
  ret void
}

; not: @wait_and_add
; check: %k.thread.Frame = type { ptr, ptr, ptr, i32, i2 }
; check: define internal fastcc void @k.thread.resume(
; check: switch i2 %index, label %unreachable [
; nextln: i2 0, label %resume.0
; nextln: i2 1, label %resume.1
; not: @wait_and_add
