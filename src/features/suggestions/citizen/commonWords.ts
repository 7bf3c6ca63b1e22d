/** Words that say nothing about what a text is about; PostgreSQL has none of its own for Indonesian. */
export const commonWords = `
  ada adalah adanya agar akan akhirnya aku anda apa apakah apabila atas atau bagaimana bagi bahwa banyak baru bapak beberapa
  begitu belum beliau benar berada bila bisa boleh bukan cara cuma dalam dan dapat dari daripada dekat dengan depan di dia
  dong dulu guna hal hampir hanya harap hari harus hingga ia ialah ibu ini itu iya jadi jangan jika juga kalau kalian kami
  kamu kan kapan karena kata ke kembali kenapa kepada kini kita kok lagi lah lain lalu lama lebih maka mana masih masing
  mau mengapa menjadi mereka merupakan misalnya mohon mungkin nah namun nanti nya oleh pada padahal paling para per perlu
  pernah pula pun punya saat saja saling sama sampai sangat satu saya sebab sebagai sebelum sebuah sedang sedangkan segera
  sehingga sejak sekali sekarang sekitar selalu selama semua sendiri seperti sering serta sesuai sesudah setelah setiap
  siapa sih silakan suatu sudah supaya tadi tanpa tapi tentang terhadap terima kasih tersebut tetap tetapi tiap tiba tidak
  tolong tuh untuk waktu walaupun yaitu yakni yang gak ga nggak enggak tak tdk yg dgn utk krn sdh blm jg dr pd bgt aja
  bulan minggu tahun kemarin pak bu warga masyarakat pemerintah kota dinas
  a about after again all also always am an and any are as at be because been before being but by can could did do does
  for from had has have he her here him his how i if in into is it its just me my need no not now of on only or our out
  please she should so some still than thank thanks that the their them then there these they this to too us very was we
  were what when where which who why will with would you your
`
