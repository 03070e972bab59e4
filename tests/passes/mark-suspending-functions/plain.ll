; test mark-suspending-functions
; about a function that suspends, itself or through another, is inlined whatever its source said; others keep what they say
declare void @anywarp.suspend()

define internal void @barrier() noinline {
  call void @anywarp.suspend()
  ret void
}

define internal void @twice() {
  call void @barrier()
  call void @barrier()
  ret void
}

define internal i32 @square(i32 %x) noinline {
  %y = mul i32 %x, %x
  ret i32 %y
}

define void @k.thread(ptr %thread, i32 %parameters) {
  call void @twice()
  %x = call i32 @square(i32 3)
  ret void
}

; check: void @barrier() #$(marked=\d+)
; check: void @twice() #$marked
; check: i32 @square(i32 %x) #$(kept=\d+)
; check: void @k.thread(ptr %thread, i32 %parameters) {
; check: attributes #$marked = { alwaysinline }
; check: attributes #$kept = { noinline }
