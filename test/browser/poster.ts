import type { Browser } from 'playwright-core'

const markup = `
  <body style="margin:0;width:800px;height:450px;font-family:'Noto Sans',sans-serif;color:#fff;background:#0b5f59;overflow:hidden;position:relative">
    <svg width="800" height="450" style="position:absolute">
      <circle cx="690" cy="90" r="230" fill="#0f766e"/><circle cx="690" cy="90" r="140" fill="#14958a"/>
      <circle cx="690" cy="90" r="62" fill="#facc15"/>
      <path d="M0 450V330l60-30 60 30v-60h40v-30h40v30h40v80h50v-50l45-30 45 30v40h60v-90h30v-40h40v40h30v90h70v-40h60v40h90v-60l40-20 40 20v110z" fill="#063f3b"/>
    </svg>
    <div style="position:absolute;left:48px;top:52px">
      <div style="font-size:24px;letter-spacing:.08em;color:#99f6e4">DINAS KEPENDUDUKAN KOTA CONTOH</div>
      <div style="font-size:66px;font-weight:700;line-height:1.15;margin-top:16px">Loket buka<br>sampai 18.00</div>
      <div style="font-size:26px;margin-top:18px;color:#ccfbf1">Senin – Jumat, mulai 30 November</div>
    </div>
  </body>`

/** Paints the picture that is announced, 800 × 450 pixels, as a PNG file. */
export async function paintPoster(browser: Browser, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 800, height: 450 } })
  await page.setContent(markup)
  await page.screenshot({ path })
  await page.close()
}
