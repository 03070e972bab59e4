; test place-globals
; about variables leave the module: those with bytes come first, each aligned, zeros need no room in the artifact
@zeros = global [3 x i32] zeroinitializer, align 4
@byte = internal constant i8 5, align 1
@wide = global <4 x i32> <i32 1, i32 2, i32 3, i32 4>, align 16
@half = internal global i16 6, align 2
declare ptr @anywarp_image()

define i32 @f(i32 %i) {
entry:
  br label %use
use:
  %e = getelementptr [3 x i32], ptr @zeros, i32 0, i32 %i
  %x = load i32, ptr %e, align 4
  %y = load i16, ptr @half, align 2
  store i8 1, ptr getelementptr (i8, ptr @wide, i32 7), align 1
  ret i32 %x
}

; not: @zeros
; check: define i32 @f(i32 %i)
; nextln: entry:
; nextln: $(image=$V) = call ptr @anywarp_image()
; nextln: $(wide=$V) = getelementptr i8, ptr $image, i32 23
; nextln: $(image2=$V) = call ptr @anywarp_image()
; nextln: $(half=$V) = getelementptr i8, ptr $image2, i32 32
; nextln: $(image3=$V) = call ptr @anywarp_image()
; nextln: $(zeros=$V) = getelementptr i8, ptr $image3, i32 36
; check: %e = getelementptr [3 x i32], ptr $zeros, i32 0, i32 %i
; check: %y = load i16, ptr $half, align 2
; nextln: store i8 1, ptr $wide, align 1
; check: data: [05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00 06 00], 14 zeros, aligned to 16
