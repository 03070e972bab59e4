; test guard-division
; about a constant that is neither 0 nor -1 cannot trap
define i32 @f(i32 %a) {
  %q = sdiv i32 %a, 7
  %r = urem i32 %q, 10
  %s = sdiv i32 %r, -2
  ret i32 %s
}

; check: %q = sdiv i32 %a, 7
; nextln: %r = urem i32 %q, 10
; nextln: %s = sdiv i32 %r, -2
; nextln: ret i32 %s
