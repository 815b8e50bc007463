namespace NormGen.Generator.Layouts;

internal static class Nlc
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Length, Axis.Channel);
}
