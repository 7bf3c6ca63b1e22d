// ECharts in one file: as many small modules it takes a second to load. It says of itself what the package does.
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export { init } from 'echarts'
}
