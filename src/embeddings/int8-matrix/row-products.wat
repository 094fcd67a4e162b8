;; Products of one vector with rows of a matrix, one after another. All addresses are of bytes in the memory that is given.
;; rows: whole numbers of one byte, `width` of them a row, a multiple of 16. vector: as many whole numbers of two bytes. products: one number of four bytes a row.
;; chosen: which `count` rows are meant, numbers of four bytes; at address 0 are none, and the first `count` rows are meant.
;; Sixteen numbers are multiplied at a time; no sum exceeds 32 bits where the vector's numbers stay below 8192 and width below 2000.
(module
  (memory (import "matrix" "memory") 1)
  (func (export "multiply")
    (param $rows i32) (param $width i32) (param $chosen i32) (param $count i32) (param $vector i32) (param $products i32)
    (local $row i32) (local $end i32) (local $at i32) (local $sum v128) (local $last i32)
    (local.set $row (local.get $rows))
    (local.set $last (i32.add (local.get $products) (i32.mul (local.get $count) (i32.const 4))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $products) (local.get $last)))
        (if (local.get $chosen)
          (then
            (local.set $row
              (i32.add (local.get $rows) (i32.mul (i32.load (local.get $chosen)) (local.get $width))))
            (local.set $chosen (i32.add (local.get $chosen) (i32.const 4)))))
        (local.set $end (i32.add (local.get $row) (local.get $width)))
        (local.set $at (local.get $vector))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $part
          (local.set $sum
            (i32x4.add
              (i32x4.add
                (local.get $sum)
                (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $row)) (v128.load (local.get $at))))
              (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $row)) (v128.load offset=16 (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $part (i32.lt_u (local.get $row) (local.get $end))))
        (i32.store
          (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (br $next)))))
