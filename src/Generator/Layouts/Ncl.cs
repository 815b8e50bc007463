namespace NormGen.Generator.Layouts;

internal static class Ncl
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Channel, Axis.Length);
}
