import { useId } from "react";
import { artHeight, artWidth, type Light, posterArt } from "./poster-art.ts";

/** The stage light behind a poster's words, fading into the dark where they stand. */
export function PosterLight({ seed }: { seed: string }) {
  const id = useId();
  const { angle, light } = posterArt(seed);
  const glow = `url(#${id}glow)`;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${artWidth} ${artHeight}`}
      preserveAspectRatio="xMidYMin slice"
      className="absolute inset-0 size-full"
    >
      <defs>
        <linearGradient
          id={`${id}glow`}
          gradientUnits="userSpaceOnUse"
          x1="40"
          y1="0"
          x2="360"
          y2="320"
          gradientTransform={`rotate(${angle} 200 170)`}
        >
          <stop offset="0" stopColor="#ffb13d" />
          <stop offset="0.46" stopColor="#ff5a36" />
          <stop offset="1" stopColor="#d3278e" />
        </linearGradient>
      </defs>
      <Shape light={light} fill={glow} />
    </svg>
  );
}

function Shape({ light, fill }: { light: Light; fill: string }) {
  if (light.kind === "moon") {
    return <circle cx={light.x} cy={light.y} r={light.radius} fill={fill} />;
  }
  if (light.kind === "rings") {
    return (
      <g fill="none" stroke={fill} strokeWidth="14">
        {light.radii.map((radius) => (
          <circle key={radius} cx={light.x} cy={light.y} r={radius} />
        ))}
      </g>
    );
  }
  if (light.kind === "beams") {
    return (
      <g fill={fill}>
        {light.from.map((x, index) => {
          const foot = x + light.lean * (index % 2 === 0 ? 1 : -1);
          const [left, right] = [foot - light.spread, foot + light.spread];
          return (
            <polygon
              key={`${x} ${foot}`}
              points={`${x - 6},-10 ${x + 6},-10 ${right},${artHeight} ${left},${artHeight}`}
              opacity="0.62"
              style={{ mixBlendMode: "screen" }}
            />
          );
        })}
      </g>
    );
  }
  const width = artWidth / light.count;
  return (
    <g fill={fill}>
      {Array.from({ length: light.count }, (_, index) => index).map((index) => {
        const x = width * (index + 0.5);
        const radius = width * 0.46;
        return (
          <path
            key={index}
            d={`M${x - radius} ${light.y}a${radius} ${radius * 1.9} 0 0 1 ${radius * 2} 0z`}
          />
        );
      })}
    </g>
  );
}
