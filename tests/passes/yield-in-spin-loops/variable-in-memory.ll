; test yield-in-spin-loops
; about under -G variables are in memory: the loop depends on what it stores there, or on whether it stores
define void @value(ptr %p) {
entry:
  %x = alloca i32, align 4
  br label %loop
loop:
  %seen = atomicrmw add ptr %p, i32 0 monotonic, align 4
  store i32 %seen, ptr %x, align 4
  %again = load i32, ptr %x, align 4
  %set = icmp ne i32 %again, 0
  br i1 %set, label %end, label %loop
end:
  ret void
}

define void @flag(ptr %mutex) {
entry:
  %done = alloca i8, align 1
  store i8 0, ptr %done, align 1
  br label %loop
loop:
  %d = load i8, ptr %done, align 1
  %end_now = trunc i8 %d to i1
  br i1 %end_now, label %end, label %try
try:
  %old = atomicrmw xchg ptr %mutex, i32 1 acquire, align 4
  %taken = icmp eq i32 %old, 0
  br i1 %taken, label %then, label %join
then:
  store i8 1, ptr %done, align 1
  br label %join
join:
  br label %loop
end:
  ret void
}

define void @counter(ptr %p, i32 %n) {
entry:
  %i = alloca i32, align 4
  store i32 0, ptr %i, align 4
  br label %loop
loop:
  %old = atomicrmw add ptr %p, i32 1 monotonic, align 4
  %j = load i32, ptr %i, align 4
  %next = add i32 %j, 1
  store i32 %next, ptr %i, align 4
  %k = load i32, ptr %i, align 4
  %more = icmp ult i32 %k, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}

; check: void @value(
; check: br i1 %set, label %end, label %spin.yield
; check: void @flag(
; check: spin.yield:
; check: void @counter(
; not: spin.yield
; check: br i1 %more, label %loop, label %end
