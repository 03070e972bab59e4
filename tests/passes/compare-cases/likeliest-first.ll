; test compare-cases
; about a switch of few cases is comparisons, the likeliest first; phis know where they come from now
define i32 @few(i32 %n, i32 %x) {
entry:
  switch i32 %n, label %other [
    i32 0, label %none
    i32 32, label %all
  ], !prof !0
all:
  br label %join
none:
  br label %join
other:
  br label %join
join:
  %r = phi i32 [ 1, %all ], [ 2, %none ], [ 3, %other ]
  ret i32 %r
}

define i32 @direct(i32 %n, i32 %x) {
entry:
  switch i32 %n, label %join [
    i32 0, label %join
    i32 1, label %one
  ]
one:
  br label %join
join:
  %r = phi i32 [ %x, %entry ], [ %x, %entry ], [ 7, %one ]
  ret i32 %r
}

define i32 @many(i32 %n) {
entry:
  switch i32 %n, label %b [
    i32 0, label %a
    i32 1, label %b
    i32 2, label %a
    i32 3, label %b
  ]
a:
  ret i32 1
b:
  ret i32 2
}

!0 = !{!"branch_weights", i32 1, i32 10, i32 1000}

; check: define i32 @few(
; check: $(all=$V) = icmp eq i32 %n, 32
; check: br i1 $(all), label %all, label %case, !prof
; check: case:
; check: $(none=$V) = icmp eq i32 %n, 0
; check: br i1 $(none), label %none, label %other, !prof
; check: define i32 @direct(
; check: phi i32 [ %x, %entry ], [ %x, %case ], [ 7, %one ]
; check: define i32 @many(
; check: switch i32 %n
