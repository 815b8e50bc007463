namespace NormGen.Generator.Layouts;

internal static class Nhwc
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Height, Axis.Width, Axis.Channel);
}
