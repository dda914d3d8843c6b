export default async function () { }
