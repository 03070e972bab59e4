; test retarget, emit-entries
; about a unit of device functions only gets no entry
define i32 @f(i32 %x) {
  ret i32 %x
}

; not: export
; check: define internal i32 @f(
; not: export
