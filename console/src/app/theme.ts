import { createTheme } from '@mantine/core';

/**
 * Mantine's components in the desk's colours. The variables themselves stand in tokens.css: the content security policy
 * lets no script write a style sheet.
 */
export const theme = createTheme({
  primaryColor: 'desk',
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily: 'inherit',
  respectReducedMotion: true,
  colors: {
    desk: [
      '#f0f6f7',
      '#e0edef',
      '#c3dde2',
      '#9ac7cf',
      '#6aabb7',
      '#42909e',
      '#267584',
      '#155f6e',
      '#0f4c5c',
      '#0a3540',
    ],
  },
});
