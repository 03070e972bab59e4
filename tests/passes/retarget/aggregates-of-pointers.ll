; test retarget
; about a structure that holds pointers is loaded and stored field by field, at its offsets on NVPTX
define void @copy(ptr %from, ptr %to) {
  %s = load { i32, ptr, i16 }, ptr %from, align 8
  store { i32, ptr, i16 } %s, ptr %to, align 8
  ret void
}

define void @vector(ptr %from, ptr %to) {
  %v = load <2 x ptr>, ptr %from, align 16
  store <2 x ptr> %v, ptr %to, align 16
  ret void
}

; check: void @copy
; check: $(b=$V) = getelementptr inbounds i8, ptr %0, i32 8
; nextln: $(word=$V) = load i64, ptr $b, align 8
; nextln: $(offset=$V) = trunc i64 $word to i32
; nextln: $(p=$V) = inttoptr i32 $offset to ptr
; nextln: insertvalue { i32, ptr, i16 } $V, ptr $p, 1
; nextln: $(c=$V) = getelementptr inbounds i8, ptr %0, i32 16
; nextln: load i16, ptr $c, align 8
; check: $(field=$V) = extractvalue { i32, ptr, i16 } $V, 1
; nextln: $(to=$V) = getelementptr inbounds i8, ptr %1, i32 8
; nextln: $(wide=$V) = call i64 @anywarp_widen(ptr $field)
; nextln: store i64 $wide, ptr $to, align 8
; check: void @vector
; check: $(second=$V) = getelementptr inbounds i8, ptr %0, i32 8
; nextln: load i64, ptr $second, align 8
; check: $(element=$V) = extractelement <2 x ptr> $V, i32 1
; nextln: $(place=$V) = getelementptr inbounds i8, ptr %1, i32 8
; nextln: $(all=$V) = call i64 @anywarp_widen(ptr $element)
; nextln: store i64 $all, ptr $place, align 8
