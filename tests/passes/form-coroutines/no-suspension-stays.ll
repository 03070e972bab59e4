; test form-coroutines
; about a thread that never waits stays a plain function, beside one that does
declare void @anywarp.suspend()

define i32 @square(i32 %x) {
  %y = mul i32 %x, %x
  ret i32 %y
}

define void @plain.thread(ptr %thread, i32 %n) {
  %y = call i32 @square(i32 %n)
  ret void
}

define void @waits.thread(ptr %thread, i32 %n) {
  call void @anywarp.suspend()
  ret void
}

; check: define i32 @square(i32 %x) {
; check: define void @plain.thread(ptr %thread, i32 %n) {
; nextln: %y = call i32 @square(i32 %n)
; nextln: ret void
; check: define ptr @waits.thread(
