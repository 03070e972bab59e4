; test call-wide-atomics
; about accesses of 128 bits become calls, others stay
define i128 @wide(ptr %p, ptr addrspace(3) %s, i128 %a, i128 %b) {
  %loaded = load atomic i128, ptr %p acquire, align 16
  store atomic i128 %loaded, ptr addrspace(3) %s release, align 16
  %old = atomicrmw xchg ptr %p, i128 %a monotonic, align 16
  %pair = cmpxchg ptr %p, i128 %old, i128 %b acq_rel monotonic, align 16
  %value = extractvalue { i128, i1 } %pair, 0
  %plain = load i128, ptr %p, align 16
  %sum = add i128 %plain, %value
  ret i128 %sum
}

define i64 @narrow(ptr %p) {
  %old = atomicrmw xchg ptr %p, i64 5 monotonic, align 8
  ret i64 %old
}

; check: i128 @wide
; nextln: $(loaded=$V) = call i128 @__anywarp_atomic_load_16(ptr %p)
; nextln: $(generic=$V) = addrspacecast ptr addrspace(3) %s to ptr
; nextln: call void @__anywarp_atomic_store_16(ptr $generic, i128 $loaded)
; nextln: $(old=$V) = call i128 @__anywarp_atomic_exchange_16(ptr %p, i128 %a)
; nextln: $(new=$V) = call i128 @__anywarp_atomic_compare_exchange_16(ptr %p, i128 $old, i128 %b)
; nextln: icmp eq i128 $new, $old
; check: %plain = load i128
; check: i64 @narrow
; nextln: atomicrmw xchg
