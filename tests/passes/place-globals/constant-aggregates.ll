; test place-globals
; about an address inside a constant aggregate, or as a number, is computed where the function begins
@a = internal global i32 1, align 4
@b = internal global i32 2, align 4

define { ptr, i32 } @pair() {
  ret { ptr, i32 } { ptr @b, i32 ptrtoint (ptr @a to i32) }
}

define ptr @phi(i1 %c) {
entry:
  br i1 %c, label %then, label %end
then:
  br label %end
end:
  %p = phi ptr [ @a, %entry ], [ @b, %then ]
  ret ptr %p
}

; check: @pair()
; check: $(a=$V) = getelementptr i8, ptr $V, i32 0
; nextln: $(number=$V) = ptrtoint ptr $a to i32
; check: $(b=$V) = getelementptr i8, ptr $V, i32 4
; nextln: $(first=$V) = insertvalue { ptr, i32 } poison, ptr $b, 0
; nextln: $(both=$V) = insertvalue { ptr, i32 } $first, i32 $number, 1
; nextln: ret { ptr, i32 } $both
; check: @phi(
; nextln: entry:
; check: $(second=$V) = getelementptr i8, ptr $V, i32 4
; check: $(one=$V) = getelementptr i8, ptr $V, i32 0
; check: phi ptr [ $one, %entry ], [ $second, %then ]
