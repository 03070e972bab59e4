; test keep-results
; about threads' indices follow from one number in few steps: they are made again where they are used
declare void @use(<4 x i32>)

define ptr @k.thread(ptr %thread, i32 %first) presplitcoroutine {
  %e = insertelement <4 x i32> poison, i32 %first, i64 0
  %s = shufflevector <4 x i32> %e, <4 x i32> poison, <4 x i32> zeroinitializer
  %index = add <4 x i32> %s, <i32 0, i32 1, i32 2, i32 3>
  call void @use(<4 x i32> %index)
  br label %resumed
resumed:
  call void @use(<4 x i32> %index)
  ret ptr null
}

; check: resumed:
; nextln: insertelement <4 x i32> poison, i32 %first, i64 0
; nextln: shufflevector <4 x i32>
; nextln: $(again=$V) = add <4 x i32>
; nextln: call void @use(<4 x i32> $(again))
; not: freeze
