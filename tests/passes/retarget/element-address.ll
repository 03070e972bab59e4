; test retarget
; about offsets are those of the NVPTX layout, where a pointer has 8 bytes, and indices wrap at 32 bits
%struct = type { i8, ptr, [3 x i16], i64 }

define ptr @field(ptr %p) {
  %a = getelementptr inbounds %struct, ptr %p, i64 0, i32 2, i64 1
  ret ptr %a
}

define ptr @long_index(ptr %p, i64 %i) {
  %a = getelementptr inbounds %struct, ptr %p, i64 %i, i32 3
  ret ptr %a
}

define ptr @short_index(ptr %p, i16 %i) {
  %a = getelementptr i8, ptr %p, i16 %i
  ret ptr %a
}

define ptr @pointer_array(ptr %p, i32 %i) {
  %a = getelementptr ptr, ptr %p, i32 %i
  ret ptr %a
}

define ptr @before(ptr %p, i64 %i) {
  %a = getelementptr inbounds [4 x i32], ptr %p, i64 %i, i64 -1
  ret ptr %a
}

; check: ptr @field
; check: $(a=$V) = getelementptr inbounds i8, ptr %0, i32 18
; nextln: ret ptr $a
; check: ptr @long_index
; check: $(i=$V) = trunc i64 %1 to i32
; nextln: $(bytes=$V) = mul i32 $i, 32
; nextln: $(s=$V) = getelementptr i8, ptr %0, i32 $bytes
; nextln: getelementptr nuw i8, ptr $s, i32 24
; check: ptr @short_index
; check: $(j=$V) = sext i16 %1 to i32
; nextln: getelementptr i8, ptr %0, i32 $j
; check: ptr @pointer_array
; check: $(scaled=$V) = mul i32 %1, 8
; nextln: getelementptr i8, ptr %0, i32 $scaled
; check: ptr @before
; check: $(row=$V) = getelementptr i8, ptr %0, i32 $V
; nextln: getelementptr i8, ptr $row, i32 -4
