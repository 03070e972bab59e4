; test use-loads-early
; about loads that nothing has used yet stay loads: a store would set none free
define void @f(ptr %p, ptr %q) {
  %p0 = getelementptr i8, ptr %p, i32 0
  %v0 = load <4 x float>, ptr %p0, align 4
  %p1 = getelementptr i8, ptr %p, i32 16
  %v1 = load <4 x float>, ptr %p1, align 4
  %p2 = getelementptr i8, ptr %p, i32 32
  %v2 = load <4 x float>, ptr %p2, align 4
  %p3 = getelementptr i8, ptr %p, i32 48
  %v3 = load <4 x float>, ptr %p3, align 4
  %p4 = getelementptr i8, ptr %p, i32 64
  %v4 = load <4 x float>, ptr %p4, align 4
  %p5 = getelementptr i8, ptr %p, i32 80
  %v5 = load <4 x float>, ptr %p5, align 4
  %p6 = getelementptr i8, ptr %p, i32 96
  %v6 = load <4 x float>, ptr %p6, align 4
  %p7 = getelementptr i8, ptr %p, i32 112
  %v7 = load <4 x float>, ptr %p7, align 4
  %p8 = getelementptr i8, ptr %p, i32 128
  %v8 = load <4 x float>, ptr %p8, align 4
  %p9 = getelementptr i8, ptr %p, i32 144
  %v9 = load <4 x float>, ptr %p9, align 4
  %p10 = getelementptr i8, ptr %p, i32 160
  %v10 = load <4 x float>, ptr %p10, align 4
  %p11 = getelementptr i8, ptr %p, i32 176
  %v11 = load <4 x float>, ptr %p11, align 4
  %p12 = getelementptr i8, ptr %p, i32 192
  %v12 = load <4 x float>, ptr %p12, align 4
  %p13 = getelementptr i8, ptr %p, i32 208
  %v13 = load <4 x float>, ptr %p13, align 4
  %s1 = fadd <4 x float> %v0, %v1
  %s2 = fadd <4 x float> %s1, %v2
  %s3 = fadd <4 x float> %s2, %v3
  %s4 = fadd <4 x float> %s3, %v4
  %s5 = fadd <4 x float> %s4, %v5
  %s6 = fadd <4 x float> %s5, %v6
  %s7 = fadd <4 x float> %s6, %v7
  %s8 = fadd <4 x float> %s7, %v8
  %s9 = fadd <4 x float> %s8, %v9
  %s10 = fadd <4 x float> %s9, %v10
  %s11 = fadd <4 x float> %s10, %v11
  %s12 = fadd <4 x float> %s11, %v12
  %s13 = fadd <4 x float> %s12, %v13
  store <4 x float> %s13, ptr %q, align 4
  ret void
}

; not: volatile
; check: ret void
