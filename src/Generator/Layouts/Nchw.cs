namespace NormGen.Generator.Layouts;

internal static class Nchw
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Channel, Axis.Height, Axis.Width);
}
