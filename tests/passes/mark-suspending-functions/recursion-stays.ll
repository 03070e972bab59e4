; test mark-suspending-functions
; about a function on a cycle of calls cannot be inlined to an end
declare void @anywarp.suspend()

define internal void @down(i32 %n) noinline {
  call void @anywarp.suspend()
  call void @up(i32 %n)
  ret void
}

define internal void @up(i32 %n) noinline {
  call void @down(i32 %n)
  ret void
}

define internal void @outside() noinline {
  call void @up(i32 4)
  ret void
}

define void @k.thread(ptr %thread, i32 %parameters) {
  call void @outside()
  ret void
}

; check: void @down(i32 %n) #$(kept=\d+)
; check: void @up(i32 %n) #$kept
; check: void @outside() #$(marked=\d+)
; check: attributes #$kept = { noinline }
; check: attributes #$marked = { alwaysinline }
