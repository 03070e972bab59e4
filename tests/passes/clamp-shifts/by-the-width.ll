; test clamp-shifts
; about a shift by the width or more gives 0, or the sign; what is seen to be less is left alone
define void @f(i32 %x, i64 %y, i32 %n, i64 %m, ptr %p) {
  %left = shl i32 %x, %n
  store i32 %left, ptr %p, align 4
  %right = lshr i64 %y, %m
  store i64 %right, ptr %p, align 8
  %signed = ashr i32 %x, %n
  store i32 %signed, ptr %p, align 4
  %less = and i32 %n, 31
  %plain = shl i32 %x, %less
  store i32 %plain, ptr %p, align 4
  %constant = shl i32 %x, 7
  store i32 %constant, ptr %p, align 4
  ret void
}

; check: $(few=$V) = icmp ult i32 $(n=$V), 32
; nextln: $(shifted=$V) = shl i32 $(x=$V), $n
; nextln: $(result=$V) = select i1 $few, i32 $shifted, i32 0
; nextln: store i32 $result,
; check: icmp ult i64 $(m=$V), 64
; nextln: lshr i64 $V, $m
; nextln: select i1 $V, i64 $V, i64 0
; check: $(fits=$V) = icmp ult i32 $n, 32
; nextln: $(amount=$V) = select i1 $fits, i32 $n, i32 31
; nextln: ashr i32 $x, $amount
; check: $(less=$V) = and i32 $n, 31
; nextln: $(plain=$V) = shl i32 $x, $less
; nextln: store i32 $plain
; check: shl i32 $x, 7
