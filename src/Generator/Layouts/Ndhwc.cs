namespace NormGen.Generator.Layouts;

internal static class Ndhwc
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Depth, Axis.Height, Axis.Width, Axis.Channel);
}
