namespace NormGen.Generator.Layouts;

internal static class Ncdhw
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Channel, Axis.Depth, Axis.Height, Axis.Width);
}
