export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line px-1 font-sans text-xs text-faint">
      {children}
    </kbd>
  );
}
