export { RowSkeleton as default } from "../../../../shell/row-skeleton.tsx";
