; test split-coroutines
; about a unit that never suspends is not touched
define void @k.thread(ptr %thread, i32 %n) {
  %slot = alloca i32, align 4
  store i32 %n, ptr %slot, align 4
  ret void
}

; check: %slot = alloca i32, align 4
; nextln: store i32 %n, ptr %slot, align 4
; nextln: ret void
