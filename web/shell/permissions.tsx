"use client";

import { createContext, useCallback, useContext } from "react";

const PermissionsContext = createContext<readonly string[]>([]);
export const PermissionsProvider = PermissionsContext.Provider;

/** Whether to offer something to this member; the door decides anew at each call. */
export function useMay(): (permission: string) => boolean {
  const held = useContext(PermissionsContext);
  return useCallback((permission) => held.includes(permission), [held]);
}
