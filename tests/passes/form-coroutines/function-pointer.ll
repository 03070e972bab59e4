; test form-coroutines
; about all functions of a type that may suspend follow one convention, so that a call by pointer need not know which it calls
@table = constant [3 x ptr] [ptr @waits, ptr @plain, ptr @other_type]
declare void @anywarp.suspend()

define internal void @waits(i32 %n) {
  call void @anywarp.suspend()
  ret void
}

define internal void @plain(i32 %n) {
  ret void
}

define internal void @other_type(float %x) {
  ret void
}

define void @k.thread(ptr %thread, i32 %n) {
  %e = getelementptr [3 x ptr], ptr @table, i32 0, i32 %n
  %f = load ptr, ptr %e, align 4
  call void %f(i32 %n)
  call void %f(float 1.0)
  ret void
}

; check: @table = constant [3 x ptr] [ptr @waits, ptr @plain, ptr @other_type]
; check: define internal void @other_type(float %x) {
; check: define internal ptr @waits(ptr %0, i32 %1)
; check: define internal ptr @plain(ptr %0, i32 %1)
; check: define ptr @k.thread(
; check: $(handle=$V) = call ptr %f(ptr null, i32 %1)
; nextln: br label %nested.turn
; check: call void @llvm.coro.destroy(ptr $handle)
; check: call void %f(float 1.000000e+00)
